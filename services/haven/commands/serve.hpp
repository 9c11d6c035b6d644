#pragma once

namespace CLI {
class App;
}

namespace haven {
/// `haven serve [service...]`: runs all services, or some of them, until SIGTERM.
void add_serve_command(CLI::App& app);
}  // namespace haven
