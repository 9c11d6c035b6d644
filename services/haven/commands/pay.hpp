#pragma once

namespace CLI {
class App;
}

namespace haven {

/// `haven pay`: what is being paid, and what needs a person.
void add_pay_command(CLI::App& app);

}  // namespace haven
