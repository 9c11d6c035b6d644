#pragma once
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "common/core/result.hpp"
#include "services/enrolment/domain/member.hpp"

/// Members in a CSV file, one a line. services/enrolment/README.md describes the columns.
namespace haven::enrolment {

/// Where each column of a file stands.
using Columns = std::map<std::string, std::size_t, std::less<>>;

/// Reads the first line. Refused: an unknown or repeated column, a needed one that is missing.
[[nodiscard]] Result<Columns> columns_from(std::string_view header);

/// The person that a line tells of, or the first column that cannot be read, with what would be
/// right. The rules of problems_of() come after.
[[nodiscard]] std::variant<Candidate, FieldProblem> candidate_from(const Columns& columns,
                                                                   std::string_view line);

/// The column that a JSON pointer of problems_of() speaks of: "/document/number" is
/// "document_number", "/family/0/born" is "family".
[[nodiscard]] std::string column_of_pointer(std::string_view pointer);

}  // namespace haven::enrolment
