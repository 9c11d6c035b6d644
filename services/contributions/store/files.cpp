#include "services/contributions/store/files.hpp"

#include "common/core/csv.hpp"
#include "services/contributions/store/columns.hpp"

namespace haven::contributions::store {
namespace {

using db::into;
using db::use;

template <class... Parameters>
std::optional<ContributionFile> file_where(db::Transaction& tx, const std::string& condition,
                                           Parameters&&... parameters) {
  ContributionFile file;
  std::string state;
  const bool found =
      db::run(tx,
              "select file_id, partner, sha256, state, lines, lines_done, matched, unmatched, "
              "already_booked, refused, taken_at::text, tells_of_charges::text from "
              "contributions.contribution_file where " +
                  condition,
              std::forward<Parameters>(parameters)..., into(file.id), into(file.partner),
              into(file.sha256), into(state), into(file.lines), into(file.lines_done),
              into(file.matched), into(file.unmatched), into(file.already_booked),
              into(file.refused), into(file.taken_at), into(file.tells_of_charges));
  if (!found) return {};
  file.booked = state == "booked";
  return file;
}

}  // namespace

std::optional<ContributionFile> find_file(db::Transaction& tx, const std::string& fund,
                                          const FileId& id) {
  return file_where(tx, "fund = :fund and file_id = :id", use(fund), use(id));
}

std::optional<ContributionFile> find_file_for_update(db::Transaction& tx, const std::string& fund,
                                                     const std::string& partner,
                                                     const std::string& sha256) {
  return file_where(tx, "fund = :fund and partner = :partner and sha256 = :sha256 for update",
                    use(fund), use(partner), use(sha256));
}

void stage_file(db::Transaction& tx, const std::string& fund, const ContributionFile& file,
                const std::string& by, const std::function<bool(Line&)>& next) {
  db::run(tx,
          "insert into contributions.contribution_file (file_id, fund, partner, sha256, state, "
          "lines, taken_by, taken_at, tells_of_charges) "
          "values (:id, :fund, :partner, :sha256, 'staged', :lines, :by, :now, :charges)",
          use(file.id), use(fund), use(file.partner), use(file.sha256), use(file.lines), use(by),
          use(file.taken_at), use(file.tells_of_charges));
  Line line;
  db::copy_in(tx,
              "copy contributions.staged_line (file_id, line_number, line) "
              "from stdin with (format csv)",
              [&](std::string& row) {
                if (!next(line)) return false;
                row = csv_line({file.id.text(), std::to_string(line.number), line.text});
                return true;
              });
}

std::vector<Line> staged_lines(db::Transaction& tx, const FileId& id, int limit) {
  std::vector<Line> lines;
  Line row;
  db::each(
      tx,
      "select line_number, line from contributions.staged_line where file_id = :id "
      "order by line_number limit :limit",
      [&] { lines.push_back(row); }, use(id), use(limit), into(row.number), into(row.text));
  return lines;
}

void save_chunk(db::Transaction& tx, const FileId& id, std::int64_t last_line,
                const ContributionFile& done, const std::vector<RefusedLine>& refused) {
  if (!refused.empty()) {
    db::run(tx,
            "insert into contributions.refused_line (file_id, line_number, field, reason) "
            "select :id, r.line, r.field, r.reason from unnest(:lines::bigint[], :fields::text[], "
            ":reasons::text[]) as r(line, field, reason)",
            use(id),
            use(column_of(refused, [](const RefusedLine& r) { return std::to_string(r.line); })),
            use(column_of(refused, [](const RefusedLine& r) { return r.field; })),
            use(column_of(refused, [](const RefusedLine& r) { return r.reason; })));
  }
  db::run(tx, "delete from contributions.staged_line where file_id = :id and line_number <= :last",
          use(id), use(last_line));
  const auto saved =
      db::change(tx,
                 "update contributions.contribution_file set lines_done = lines_done + :done, "
                 "matched = matched + :matched, unmatched = unmatched + :unmatched, "
                 "already_booked = already_booked + :already, refused = refused + :refused, "
                 "state = case when lines_done + :done2 = lines then 'booked' else 'staged' end "
                 "where file_id = :id and state = 'staged'",
                 use(done.lines_done), use(done.matched), use(done.unmatched),
                 use(done.already_booked), use(done.refused), use(done.lines_done), use(id));
  ensure(saved == 1, "a file that is booked on was read for update");
}

std::vector<RefusedLine> page_of_refused_lines(db::Transaction& tx, const FileId& id,
                                               std::int64_t after, int limit) {
  std::vector<RefusedLine> lines;
  RefusedLine row;
  db::each(
      tx,
      "select line_number, field, reason from contributions.refused_line "
      "where file_id = :id and line_number > :after order by line_number limit :limit",
      [&] { lines.push_back(row); }, use(id), use(after), use(limit), into(row.line),
      into(row.field), into(row.reason));
  return lines;
}

}  // namespace haven::contributions::store
