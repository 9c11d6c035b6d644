#include "services/enrolment/store/files.hpp"

#include "services/enrolment/store/columns.hpp"

namespace haven::enrolment::store {

using db::into;
using db::use;

MemberFile open_file(db::Transaction& tx, const std::string& fund, const std::string& sha256,
                     Instant now) {
  db::run(tx,
          "insert into enrolment.member_file (fund, sha256, started_at) "
          "values (:fund, :sha256, :now) on conflict do nothing",
          use(fund), use(sha256), use(now));
  MemberFile file;
  std::string state;
  db::run(tx,
          "select state, lines_done, taken, refused from enrolment.member_file "
          "where fund = :fund and sha256 = :sha256 for update",
          use(fund), use(sha256), into(state), into(file.lines_done), into(file.taken),
          into(file.refused));
  file.read = state == "read";
  return file;
}

void save_chunk(db::Transaction& tx, const std::string& fund, const std::string& sha256,
                std::int64_t taken, const std::vector<RefusedLine>& refused) {
  const auto count = static_cast<std::int64_t>(refused.size());
  db::run(tx,
          "update enrolment.member_file set lines_done = lines_done + :done, "
          "taken = taken + :taken, refused = refused + :refused "
          "where fund = :fund and sha256 = :sha256 and state = 'reading'",
          use(taken + count), use(taken), use(count), use(fund), use(sha256));
  if (refused.empty()) return;
  db::run(tx,
          "insert into enrolment.refused_member_line (fund, sha256, line_number, field, reason) "
          "select :fund, :sha256, r.line, r.field, r.reason from unnest(:lines::bigint[], "
          ":fields::text[], :reasons::text[]) as r(line, field, reason)",
          use(fund), use(sha256),
          use(column_of(refused, [](const RefusedLine& r) { return std::to_string(r.line); })),
          use(column_of(refused, [](const RefusedLine& r) { return r.field; })),
          use(column_of(refused, [](const RefusedLine& r) { return r.reason; })));
}

void finish_file(db::Transaction& tx, const std::string& fund, const std::string& sha256) {
  db::run(tx,
          "update enrolment.member_file set state = 'read' "
          "where fund = :fund and sha256 = :sha256 and state = 'reading'",
          use(fund), use(sha256));
}

std::vector<RefusedLine> refused_lines(db::Transaction& tx, const std::string& fund,
                                       const std::string& sha256) {
  std::vector<RefusedLine> lines;
  RefusedLine row;
  db::each(
      tx,
      "select line_number, field, reason from enrolment.refused_member_line "
      "where fund = :fund and sha256 = :sha256 order by line_number",
      [&] { lines.push_back(row); }, use(fund), use(sha256), into(row.line), into(row.field),
      into(row.reason));
  return lines;
}

}  // namespace haven::enrolment::store
