#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_audit_command(CLI::App& app);
}  // namespace haven
