#include "tests/support/bank/xml_file.hpp"

#include "tests/support/bank/disk.hpp"

namespace haven::bank {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

XmlFile::XmlFile(const std::filesystem::path& file, const std::string& message)
    : path_(file), out_(file, std::ios::binary | std::ios::trunc), elements_{"Document"} {
  out_.exceptions(std::ios::failbit | std::ios::badbit);
  out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
          "xmlns=\"urn:iso:std:iso:20022:tech:xsd:"
       << message << "\">\n";
}

void XmlFile::open(std::string_view element) {
  out_ << '<' << element << ">\n";
  elements_.emplace_back(element);
}

void XmlFile::leaf(std::string_view element, std::string_view text) {
  out_ << '<' << element << '>' << escaped(text) << "</" << element << ">\n";
}

void XmlFile::amount(std::string_view element, const Money& amount) {
  out_ << '<' << element << " Ccy=\"" << amount.currency().code() << "\">" << plain_amount(amount)
       << "</" << element << ">\n";
}

void XmlFile::close_element() {
  out_ << "</" << elements_.back() << ">\n";
  elements_.pop_back();
}

void XmlFile::close() {
  while (!elements_.empty()) close_element();
  out_.close();
  flush(path_);
}

void nested_leaf(XmlFile& file, std::string_view outer, std::string_view inner,
                 std::string_view text) {
  const Within within{file, outer};
  file.leaf(inner, text);
}

std::string plain_amount(const Money& amount) {
  const std::int64_t minor = amount.minor() < 0 ? -amount.minor() : amount.minor();
  const std::string whole = std::to_string(minor / 100);
  if (amount.currency().code() == "KRW") return whole;
  const std::string cents = std::to_string(minor % 100);
  return whole + (cents.size() == 1 ? ".0" : ".") + cents;
}

}  // namespace haven::bank
