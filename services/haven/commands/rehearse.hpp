#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_rehearse_command(CLI::App& app);
}  // namespace haven
