#include "common/scheme/yaml.hpp"

#include <charconv>

namespace haven::scheme {
namespace {

std::string place(const std::string& file, int line, const std::string& path) {
  return file + ":" + std::to_string(line + 1) + (path.empty() ? "" : " " + path);
}

}  // namespace

void Problems::add(const YAML::Node& at, const std::string& path, std::string detail) {
  const int line = at.IsDefined() ? at.Mark().line : 0;
  list_.push_back({place(file_, std::max(line, 0), path), std::move(detail)});
}

void Problems::add_all(const std::vector<FieldProblem>& others) {
  list_.insert(list_.end(), others.begin(), others.end());
}

Fields::Fields(YAML::Node node, std::string path, Problems& problems)
    : node_(std::move(node)), path_(std::move(path)), problems_(problems) {
  if (!node_.IsMap()) {
    problem("is a mapping of fields");
    return;
  }
  std::set<std::string> seen;
  for (const auto& entry : node_) {
    if (!entry.first.IsScalar()) {
      problem("has names as keys");
    } else if (!seen.insert(entry.first.Scalar()).second) {
      problem(entry.first.Scalar(), "is given twice");
    }
  }
}

Fields::~Fields() {
  if (!node_.IsMap()) return;
  for (const auto& entry : node_) {
    if (!entry.first.IsScalar() || asked_.contains(entry.first.Scalar())) continue;
    problems_.add(entry.first, path_of(entry.first.Scalar()), "is not known here");
  }
}

bool Fields::has(const std::string& key) const {
  return node_.IsMap() && node_[key].IsDefined();
}

std::vector<std::string> Fields::keys() {
  std::vector<std::string> found;
  if (!node_.IsMap()) return found;
  for (const auto& entry : node_) {
    if (entry.first.IsScalar()) found.push_back(entry.first.Scalar());
  }
  return found;
}

std::string Fields::only_key() {
  const auto found = keys();
  if (found.size() == 1) return found.front();
  problem("has exactly one key");
  asked_.insert(found.begin(), found.end());
  return "";
}

YAML::Node Fields::value(const std::string& key) {
  asked_.insert(key);
  return has(key) ? node_[key] : YAML::Node{YAML::NodeType::Undefined};
}

std::string Fields::path_of(const std::string& key) const {
  return path_.empty() ? key : path_ + "/" + key;
}

void Fields::problem(const std::string& key, std::string detail) {
  problems_.add(has(key) ? node_[key] : node_, path_of(key), std::move(detail));
}

void Fields::problem(std::string detail) {
  problems_.add(node_, path_, std::move(detail));
}

std::optional<std::string> Fields::scalar(const std::string& key) {
  const YAML::Node found = value(key);
  if (!found.IsDefined()) return {};
  if (found.IsScalar()) return found.Scalar();
  problem(key, "is one value");
  return {};
}

std::string Fields::text(const std::string& key) {
  if (!has(key)) problem(key, "is needed");
  auto found = scalar(key);
  if (found && found->empty()) problem(key, "is not empty");
  return found.value_or("");
}

std::string Fields::text_or(const std::string& key, std::string otherwise) {
  auto found = scalar(key);
  return found ? std::move(*found) : std::move(otherwise);
}

std::vector<std::string> Fields::texts(const std::string& key) {
  const YAML::Node found = value(key);
  std::vector<std::string> read;
  if (!found.IsDefined()) return read;
  if (found.IsScalar()) return {found.Scalar()};
  if (!found.IsSequence()) {
    problem(key, "is a value or a list of values");
    return read;
  }
  for (const auto& each : found) {
    if (each.IsScalar()) {
      read.push_back(each.Scalar());
    } else {
      problem(key, "is a list of plain values");
    }
  }
  return read;
}

bool Fields::flag(const std::string& key, bool otherwise) {
  const auto found = scalar(key);
  if (!found || *found == "true" || *found == "false") return found ? *found == "true" : otherwise;
  problem(key, "is true or false");
  return otherwise;
}

std::optional<Date> Fields::date(const std::string& key) {
  const auto found = scalar(key);
  if (!found) return {};
  const auto read = date_from(*found);
  if (!read) problem(key, "is a day of the calendar such as 2024-05-14");
  return read;
}

Date Fields::needed_date(const std::string& key) {
  if (!has(key)) problem(key, "is needed");
  return date(key).value_or(Date{});
}

std::optional<int> Fields::integer(const std::string& key, int least, int most) {
  const auto found = scalar(key);
  if (!found) return {};
  int read = 0;
  const char* end = found->data() + found->size();
  const auto [stop, error] = std::from_chars(found->data(), end, read);
  if (error == std::errc{} && stop == end && read >= least && read <= most) return read;
  problem(key, "is a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return {};
}

int Fields::needed_integer(const std::string& key, int least, int most) {
  if (!has(key)) problem(key, "is needed");
  return integer(key, least, most).value_or(least);
}

Money Fields::amount(const std::string& key, const std::string& currency) {
  if (!has(key)) problem(key, "is needed");
  const auto found = scalar(key);
  const auto read = money_from(found.value_or("0"), currency);
  if (!read) problem(key, "is an amount such as \"3333.34\" in a known currency");
  return read.value_or(Money{});
}

Money Fields::amount_of(const std::string& key) {
  if (!has(key)) problem(key, "is needed");
  Money read;
  map(key, [&](Fields& fields) { read = fields.amount("amount", fields.text("currency")); });
  return read;
}

void Fields::map(const std::string& key, const std::function<void(Fields&)>& read) {
  const YAML::Node found = value(key);
  if (!found.IsDefined()) return;
  Fields fields{found, path_of(key), problems_};
  if (found.IsMap()) read(fields);
}

void Fields::each(const std::string& key, const std::function<void(Fields&)>& read) {
  const YAML::Node found = value(key);
  if (!found.IsDefined()) return;
  if (!found.IsSequence()) {
    problem(key, "is a list");
    return;
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    Fields fields{found[i], path_of(key) + "/" + std::to_string(i), problems_};
    if (found[i].IsMap()) read(fields);
  }
}

}  // namespace haven::scheme
