#pragma once
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace haven {

/// Why a request is refused. One function in common/http maps these to statuses.
enum class ErrorKind {
  malformed,              // 400: not what it claims to be (broken JSON, unknown query field)
  unauthenticated,        // 401
  forbidden,              // 403
  not_found,              // 404: absent, or not this caller's to see (never told apart)
  conflict,               // 409: not in the state, or already there
  precondition_failed,    // 412: If-Match names an older version
  too_large,              // 413
  unsupported,            // 415: media type
  invalid,                // 422: well formed, but a field is wrong; also key reuse with other body
  precondition_required,  // 428: If-Match or Idempotency-Key is missing
  too_many,               // 429
  unavailable,            // 503
};

/// One wrong field. `pointer` is a JSON pointer such as "/incident/date" or a parameter's name.
struct FieldProblem {
  std::string pointer;
  std::string detail;  // what would be right; never personal data
  bool operator==(const FieldProblem&) const = default;
};

/// A refusal. `code` is part of the API (snake_case, stable); `detail` is a sentence for people
/// that says what to do next and never holds personal data.
struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::string code;
  std::string detail;
  std::vector<FieldProblem> fields;
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> refuse(ErrorKind kind, std::string code, std::string detail,
                                    std::vector<FieldProblem> fields = {}) {
  return tl::unexpected<Error>{Error{kind, std::move(code), std::move(detail), std::move(fields)}};
}

/// The refusal for one wrong field.
inline tl::unexpected<Error> refuse_field(std::string pointer, std::string detail) {
  std::string sentence = pointer + ": " + detail;
  return refuse(ErrorKind::invalid, "invalid_field", std::move(sentence),
                {{std::move(pointer), std::move(detail)}});
}

/// Passes a refusal on: `if (!x) return pass(x);`
template <class T>
tl::unexpected<Error> pass(const Result<T>& refused) {
  return tl::unexpected<Error>{refused.error()};
}

}  // namespace haven
