#include "services/contributions/app/register_roster.hpp"

#include "common/core/ensure.hpp"
#include "common/core/file_lines.hpp"
#include "services/contributions/store/rosters.hpp"

namespace haven::contributions {
namespace {

constexpr std::size_t problems_max = 20;

tl::unexpected<Error> refuse_roster(const char* code, std::string detail) {
  return refuse(ErrorKind::invalid, code, std::move(detail));
}

// Reads every line before any is stored, so that all that is wrong is told at once.
Result<std::int64_t> count_lines(const std::filesystem::path& path) {
  FileLines lines{path};
  std::string line;
  if (!lines.next(line) || line != roster_header) {
    return refuse_roster("roster_header",
                         "The first line of the roster must be " + std::string{roster_header});
  }
  std::int64_t count = 0;
  std::vector<FieldProblem> problems;
  while (lines.next(line) && problems.size() < problems_max) {
    if (++count > roster_lines_max) {
      return refuse_roster("roster_too_long",
                           "A roster has at most " + std::to_string(roster_lines_max) + " lines.");
    }
    const auto read = roster_line_from(line);
    if (const auto* problem = std::get_if<FieldProblem>(&read)) {
      problems.push_back(
          {"/" + std::to_string(lines.number()) + "/" + problem->pointer, problem->detail});
    }
  }
  if (!problems.empty()) {
    return tl::unexpected{Error{ErrorKind::invalid, "roster_lines",
                                "Lines of the roster are wrong; nothing was taken.", problems}};
  }
  if (count == 0) return refuse_roster("roster_empty", "The roster names nobody.");
  return count;
}

bool next_line(FileLines& lines, RosterLine& line) {
  std::string text;
  if (!lines.next(text)) return false;
  auto read = roster_line_from(text);
  auto* good = std::get_if<RosterLine>(&read);
  ensure(good != nullptr, "the lines were read before");
  line = std::move(*good);
  return true;
}

}  // namespace

Result<RegisteredRoster> register_roster(db::Transaction& tx, const Occasion& occasion,
                                         const RosterFile& file) {
  if (file.last < file.first) return refuse_field("to", "a day not before from");
  Roster roster{new_id<RosterId>(occasion.now),
                file.agency,
                file.first,
                file.last,
                file.sha256,
                0,
                occasion.now};
  if (auto same = store::find_same_roster(tx, occasion.fund, roster)) {
    return RegisteredRoster{*std::move(same), false};
  }
  const auto count = count_lines(file.path);
  if (!count) return pass(count);
  roster.lines = *count;

  FileLines lines{file.path};
  std::string header;
  lines.next(header);
  store::insert_roster(tx, occasion.fund, roster, occasion.by,
                       [&](RosterLine& line) { return next_line(lines, line); });
  return RegisteredRoster{roster, true};
}

}  // namespace haven::contributions
