#pragma once

namespace CLI {
class App;
}

namespace haven {
/// `haven claim replay REF`: evaluates every decision of a claim again and compares byte for byte.
void add_replay(CLI::App& claim_app);
}  // namespace haven
