#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_check_command(CLI::App& app);
}  // namespace haven
