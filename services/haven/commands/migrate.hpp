#pragma once

namespace CLI {
class App;
}

namespace haven {
/// `haven migrate`: brings the database's tables up to the files under sql/.
void add_migrate_command(CLI::App& app);
}  // namespace haven
