#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/core/clock.hpp"

namespace haven {

/// A UUID in canonical lower-case text. The tag keeps a claim's id from being passed for a
/// member's.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  std::string text_;
};

using ClaimId = Id<struct ClaimTag>;
using MemberId = Id<struct MemberTag>;
using EventId = Id<struct EventTag>;

/// A new UUIDv7 (RFC 9562): ordered by time, 74 random bits. Thread-safe.
std::string new_uuid(Instant now);

/// True for a UUID in canonical form, any version.
bool is_uuid(std::string_view text);

/// A UUID made from a name alone: the same name gives the same id (SHA-256, shaped as version 8).
/// For ids that must survive a retry, such as a payment's id or a bank reference.
std::string named_uuid(std::string_view name);

template <class IdType>
IdType new_id(Instant now) {
  return IdType{new_uuid(now)};
}

/// Nothing unless `text` is a canonical UUID.
template <class IdType>
std::optional<IdType> id_from(std::string_view text) {
  if (!is_uuid(text)) return {};
  return IdType{std::string{text}};
}

}  // namespace haven
