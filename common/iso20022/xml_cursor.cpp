#include "common/iso20022/xml_cursor.hpp"

namespace haven::iso20022 {
namespace {

std::string trimmed(std::string_view text) {
  static constexpr std::string_view white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == text.npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(white) - first + 1)};
}

}  // namespace

// Takes the next event; false when there is none.
bool XmlCursor::advance() {
  if (refusal_) return false;
  const XmlEvent* event = events_.next();
  if (event == nullptr) {
    if (const auto& problem = events_.problem()) refuse_at(problem->line, problem->sentence);
    return false;
  }
  line_ = event->line;
  if (!event->begins) {
    path_.resize(ends_[--depth_]);
    last_text_ = event->text;
    return true;
  }
  ends_.resize(depth_);
  path_.resize(depth_ == 0 ? 0 : ends_.back());
  path_ += '/';
  path_ += event->name;
  ends_.push_back(path_.size());
  ++depth_;
  name_ = event->name;
  currency_ = event->currency;
  foreign_ = event->foreign;
  return true;
}

// To the next child of the element at `depth`; false at that element's end.
bool XmlCursor::step(std::size_t depth) {
  while (advance()) {
    if (depth_ < depth) return false;
    if (!foreign_) return true;
    pass_end(depth);
  }
  return false;
}

void XmlCursor::pass_end(std::size_t depth) {
  while (depth_ > depth && advance()) {
  }
}

std::string XmlCursor::text() {
  children([this] { refuse("a text is wanted here, not elements"); });
  return refusal_ ? std::string{} : trimmed(last_text_);
}

std::string XmlCursor::text_or_choice(std::string* name_of_child) {
  std::string chosen;
  children([&] {
    if (!chosen.empty()) return;
    if (name_of_child != nullptr) *name_of_child = name_;
    chosen = text();
  });
  if (refusal_) return {};
  return chosen.empty() ? trimmed(last_text_) : chosen;
}

void XmlCursor::refuse_at(int line, std::string_view sentence) {
  if (refusal_) return;
  refusal_ = Error{ErrorKind::invalid,
                   "bank_file_refused",
                   "line " + std::to_string(line) + ", " + (path_.empty() ? "/" : path_) + ": " +
                       std::string{sentence},
                   {}};
}

void XmlCursor::refuse_at(int line, const Error& error) {
  if (refusal_) return;
  refuse_at(line, error.detail);
  refusal_->kind = error.kind;
  refusal_->code = error.code;
}

Result<void> XmlCursor::outcome() const {
  if (refusal_) return tl::unexpected<Error>{*refusal_};
  return {};
}

}  // namespace haven::iso20022
