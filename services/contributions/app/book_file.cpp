#include "services/contributions/app/book_file.hpp"

#include "common/core/ensure.hpp"
#include "common/core/file_lines.hpp"
#include "services/contributions/app/book_payments.hpp"
#include "services/contributions/app/raise_charge.hpp"
#include "services/contributions/domain/payment_file.hpp"

namespace haven::contributions {
namespace {

using store::ContributionFile;
using store::Line;

tl::unexpected<Error> refuse_file(const char* code, std::string detail) {
  return refuse(ErrorKind::invalid, code, std::move(detail));
}

// What PostgreSQL could not keep as text is kept as nothing, and refused when it is booked.
bool next_line(FileLines& lines, Line& line) {
  if (!lines.next(line.text)) return false;
  line.number = lines.number();
  if (!is_readable(line.text)) line.text.clear();
  return true;
}

struct Outline {
  std::int64_t lines = 0;  // after the header
  bool tells_of_charges = false;
};

Result<Outline> outline_of(const std::filesystem::path& path) {
  FileLines lines{path};
  Line line;
  const bool has_header = next_line(lines, line);
  const bool tells_of_charges = line.text == file_header_with_charges;
  if (!has_header || (line.text != file_header && !tells_of_charges)) {
    return refuse_file("contribution_file_header",
                       "The first line of the file must be " + std::string{file_header});
  }
  std::int64_t count = 0;
  while (next_line(lines, line)) ++count;
  if (count == 0) return refuse_file("contribution_file_empty", "The file has no line to book.");
  return Outline{count, tells_of_charges};
}

struct Chunk {
  std::vector<Payment> payments;
  std::vector<std::int64_t> numbers;  // of the payments' lines
  std::vector<bool> charged;          // the worker paid the premium, by the same lines
  std::vector<store::RefusedLine> refused;
};

// The first thing that is wrong with a line; nothing when it joined the chunk.
std::optional<FieldProblem> add_line(Line line, const ContributionFile& file, Date today,
                                     Chunk& chunk) {
  bool charged = false;
  if (file.tells_of_charges) {
    const auto mark = take_charge_mark(line.text);
    if (const auto* problem = std::get_if<FieldProblem>(&mark)) return *problem;
    charged = std::get<bool>(mark);
  }
  auto read = payment_from(line.text, file.partner, today);
  if (const auto* problem = std::get_if<FieldProblem>(&read)) return *problem;
  chunk.payments.push_back(std::get<Payment>(std::move(read)));
  chunk.numbers.push_back(line.number);
  chunk.charged.push_back(charged);
  return {};
}

Chunk read_chunk(const std::vector<Line>& lines, const ContributionFile& file, Date today) {
  Chunk chunk;
  for (const Line& line : lines) {
    const auto problem = add_line(line, file, today, chunk);
    if (problem) chunk.refused.push_back({line.number, problem->pointer, problem->detail});
  }
  return chunk;
}

void raise_charges(db::Transaction& tx, const Occasion& occasion, const ContributionFile& file,
                   const std::vector<Booking>& bookings, const Chunk& chunk) {
  for (std::size_t i = 0; i < bookings.size(); ++i) {
    if (!chunk.charged[i] || !bookings[i].receipt) continue;
    raise_from_receipt(tx, occasion, *bookings[i].receipt,
                       "Line " + std::to_string(chunk.numbers[i]) + " of the contribution file " +
                           file.id.text() + ".");
  }
}

ContributionFile count(const std::vector<Booking>& bookings, Chunk& chunk) {
  ContributionFile done;
  for (std::size_t i = 0; i < bookings.size(); ++i) {
    const Verdict& verdict = bookings[i].verdict;
    done.matched += std::holds_alternative<Matched>(verdict) ? 1 : 0;
    done.unmatched += std::holds_alternative<Unmatched>(verdict) ? 1 : 0;
    done.already_booked += std::holds_alternative<AlreadyBooked>(verdict) ? 1 : 0;
    if (const auto* refused = std::get_if<Refused>(&verdict)) {
      chunk.refused.push_back({chunk.numbers[i], refused->field, refused->reason});
    }
  }
  done.refused = static_cast<std::int64_t>(chunk.refused.size());
  done.lines_done = done.matched + done.unmatched + done.already_booked + done.refused;
  return done;
}

}  // namespace

Result<ContributionFile> stage_file(db::Transaction& tx, const Occasion& occasion,
                                    const PartnerFile& file) {
  if (auto before = store::find_file_for_update(tx, occasion.fund, file.partner, file.sha256)) {
    return *std::move(before);
  }
  const auto outline = outline_of(file.path);
  if (!outline) return pass(outline);

  ContributionFile staged;
  staged.id = new_id<FileId>(occasion.now);
  staged.partner = file.partner;
  staged.sha256 = file.sha256;
  staged.lines = outline->lines;
  staged.tells_of_charges = outline->tells_of_charges;
  staged.taken_at = occasion.now;
  FileLines lines{file.path};
  Line header;
  next_line(lines, header);
  store::stage_file(tx, occasion.fund, staged, occasion.by,
                    [&](Line& line) { return next_line(lines, line); });
  return staged;
}

ContributionFile book_chunk(db::Transaction& tx, const Occasion& occasion,
                            const PartnerFile& file) {
  const auto staged = store::find_file_for_update(tx, occasion.fund, file.partner, file.sha256);
  ensure(staged.has_value(), "a file is staged before it is booked");
  if (staged->booked) return *staged;
  const auto lines = store::staged_lines(tx, staged->id, chunk_lines);
  Chunk chunk = read_chunk(lines, *staged, occasion.today);

  const auto bookings = book_payments(tx, occasion, chunk.payments, staged->id);
  raise_charges(tx, occasion, *staged, bookings, chunk);
  const ContributionFile done = count(bookings, chunk);

  store::save_chunk(tx, staged->id, lines.back().number, done, chunk.refused);
  return *store::find_file(tx, occasion.fund, staged->id);
}

}  // namespace haven::contributions
