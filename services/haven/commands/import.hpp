#pragma once

namespace CLI {
class App;
}

namespace haven {

/// haven import members|contributions FILE: a file into the fund, resumable, each line on its own.
void add_import_command(CLI::App& app);

}  // namespace haven
