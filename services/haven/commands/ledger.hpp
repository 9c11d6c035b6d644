#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_ledger_command(CLI::App& app);
}  // namespace haven
