#pragma once

namespace CLI {
class App;
}

namespace haven {
/// `haven events`: look into the bus and act on it.
void add_events_command(CLI::App& app);
}  // namespace haven
