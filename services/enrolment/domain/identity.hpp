#pragma once
#include <string>
#include <string_view>

#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

/// What two spellings of one person's name have in common: capitals folded, marks on Latin letters
/// and punctuation gone, parts sorted, so that "Peña-Cruz, Ma. Luz" and "MA LUZ PENA CRUZ" agree.
/// Letters of other scripts stay as they are. Agreement opens a review; it never merges by itself.
std::string name_key(std::string_view given_names, std::string_view family_name);

/// True for well-formed UTF-8: what PostgreSQL and JSON can carry.
bool is_utf8(std::string_view text);

/// The document with its number in capitals, without spaces, hyphens, dots and slashes.
Document normalised(Document document);

}  // namespace haven::enrolment
