#include "services/disbursement/domain/sanctions.hpp"

#include <algorithm>

#include "common/core/csv.hpp"

namespace haven::disbursement {
namespace {

tl::unexpected<Error> unreadable(int line, const std::string& why) {
  return refuse(ErrorKind::malformed, "sanctions_list_unreadable",
                "Line " + std::to_string(line) + " " + why + "; nothing was changed.");
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find(';', from), text.size());
    if (end > from) parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

}  // namespace

Result<void> sanctions_header_is_right(const std::string& line) {
  if (csv_fields(line) == std::vector<std::string>{"id", "name", "aliases", "country"}) return {};
  return unreadable(1, "must be id,name,aliases,country");
}

Result<SanctionsEntry> sanctions_entry_from(const std::string& line, int number) {
  const auto fields = csv_fields(line);
  if (!fields || fields->size() != 4) return unreadable(number, "is not four fields of CSV");
  const SanctionsEntry entry{(*fields)[0], (*fields)[1], parts_of((*fields)[2]), (*fields)[3]};
  constexpr std::size_t id_length_max = 100, name_length_max = 500;
  if (entry.id.empty() || entry.id.size() > id_length_max) {
    return unreadable(number, "has no id of 1 to 100 characters");
  }
  if (entry.name.empty() || entry.name.size() > name_length_max) {
    return unreadable(number, "has no name of 1 to 500 characters");
  }
  return entry;
}

}  // namespace haven::disbursement
