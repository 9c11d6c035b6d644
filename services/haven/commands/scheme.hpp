#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_scheme_command(CLI::App& app);
}  // namespace haven
