#pragma once
#include <string>

#include "common/core/result.hpp"

namespace haven {

/// Ends a command that cannot be answered as it was asked: says why on standard error, exit status
/// 2. Status 1 is for what was done and is not in order: a broken rule, a case that differs.
[[noreturn]] void stop(const std::string& why);
/// One line for each wrong field.
[[noreturn]] void stop(const Error& error);

template <class T>
T or_stop(Result<T> result) {
  if (!result) stop(result.error());
  return std::move(*result);
}

}  // namespace haven
