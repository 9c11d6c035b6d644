#include "services/enrolment/app/import_members.hpp"

#include "services/enrolment/app/enrol_members.hpp"

namespace haven::enrolment {
namespace {

struct Readable {
  std::vector<Candidate> candidates;
  std::vector<std::int64_t> lines;  // of the candidates
  std::vector<store::RefusedLine> refused;
};

Readable read(const Columns& columns, const std::vector<FileLine>& lines) {
  Readable readable;
  for (const FileLine& line : lines) {
    auto outcome = candidate_from(columns, line.text);
    if (auto* candidate = std::get_if<Candidate>(&outcome)) {
      readable.candidates.push_back(std::move(*candidate));
      readable.lines.push_back(line.number);
    } else {
      const auto& problem = std::get<FieldProblem>(outcome);
      readable.refused.push_back({line.number, problem.pointer, problem.detail});
    }
  }
  return readable;
}

store::RefusedLine refused_line(std::int64_t line, const Error& error) {
  if (error.kind != ErrorKind::invalid || error.fields.empty()) {
    const std::string pointer = error.fields.empty() ? "line" : error.fields.front().pointer;
    return {line, column_of_pointer(pointer), error.detail};
  }
  const FieldProblem& first = error.fields.front();
  return {line, column_of_pointer(first.pointer), first.detail};
}

}  // namespace

store::MemberFile open_member_file(db::Transaction& tx, const Occasion& occasion,
                                   const std::string& sha256) {
  return store::open_file(tx, occasion.fund, sha256, occasion.now);
}

Result<store::MemberFile> import_members(db::Transaction& tx, const Occasion& occasion,
                                         const Columns& columns, const MemberChunk& chunk) {
  const auto file = open_member_file(tx, occasion, chunk.sha256);
  if (file.read || file.lines_done != chunk.lines_before) {
    return refuse(ErrorKind::conflict, "import_is_running",
                  "Another import of this file has gone further; start this one again.");
  }
  Readable readable = read(columns, chunk.lines);

  const auto outcomes = enrol_members(tx, occasion, readable.candidates);
  std::int64_t taken = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i]) {
      ++taken;
    } else {
      readable.refused.push_back(refused_line(readable.lines[i], outcomes[i].error()));
    }
  }

  store::save_chunk(tx, occasion.fund, chunk.sha256, taken, readable.refused);
  if (chunk.last) store::finish_file(tx, occasion.fund, chunk.sha256);
  return open_member_file(tx, occasion, chunk.sha256);
}

}  // namespace haven::enrolment
