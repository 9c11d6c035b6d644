#pragma once

namespace CLI {
class App;
}

namespace haven {
void add_claim_command(CLI::App& app);
void add_owed(CLI::App& claim);
}  // namespace haven
