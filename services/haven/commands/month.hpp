#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_month_command(CLI::App& app);
}  // namespace haven
