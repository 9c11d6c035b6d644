#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_dmn_command(CLI::App& app);
}  // namespace haven
