#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace haven {

/// The fields of one line of CSV (RFC 4180: commas, double quotes, quotes doubled inside quotes); a
/// trailing carriage return is not part of the line. Nothing when a quote is left open or stands in
/// the middle of a field, so a field never spans lines.
std::optional<std::vector<std::string>> csv_fields(std::string_view line);

/// One line, without its newline; every field is quoted, so that an empty field is an empty text
/// and never a null for PostgreSQL's COPY.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace haven
