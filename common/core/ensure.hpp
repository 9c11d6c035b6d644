#pragma once
#include <string_view>

namespace haven {

/// For properties that cannot be false unless the program is wrong. Stays on in release builds:
/// prints the sentence and aborts; the supervisor restarts, the transaction has rolled back.
void ensure(bool holds, std::string_view sentence) noexcept;

}  // namespace haven
