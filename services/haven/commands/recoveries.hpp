#pragma once

namespace CLI {
class App;
}

namespace haven {

/// `haven recoveries list|ageing|show`.
void add_recoveries_command(CLI::App& app);

}  // namespace haven
