#pragma once

namespace CLI {
class App;
}

namespace haven {
/// `haven token`: issues tokens for an installation without an identity provider, and shows what a
/// token says.
void add_token_command(CLI::App& app);
}  // namespace haven
