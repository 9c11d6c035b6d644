#include "common/iso20022/xml_output.hpp"

#include "common/core/ensure.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::size_t buffer_bytes = 64 * 1024;

}  // namespace

XmlOutput::XmlOutput(Sink sink) : sink_(std::move(sink)) {
  buffer_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
}

void XmlOutput::begin(std::string_view name) {
  start_line();
  buffer_.append("<").append(name).append(">");
  // "Document xmlns=..." ends as "Document"
  open_.push_back(name.substr(0, name.find(' ')));
}

void XmlOutput::end() {
  const std::string_view name = open_.back();
  open_.pop_back();
  start_line();
  buffer_.append("</").append(name).append(">");
}

void XmlOutput::leaf(std::string_view name, std::string_view text) {
  start_line();
  buffer_.append("<").append(name).append(">");
  append_text(text);
  buffer_.append("</").append(name).append(">");
}

void XmlOutput::amount(std::string_view name, std::string_view text, std::string_view currency) {
  start_line();
  buffer_.append("<").append(name).append(" Ccy=\"").append(currency).append("\">");
  append_text(text);
  buffer_.append("</").append(name).append(">");
}

void XmlOutput::finish() {
  ensure(open_.empty(), "a file ends when its elements are closed");
  buffer_ += '\n';
  hand_over();
}

void XmlOutput::start_line() {
  if (buffer_.size() >= buffer_bytes) hand_over();
  buffer_ += '\n';
  buffer_.append(open_.size(), ' ');
}

void XmlOutput::append_text(std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        buffer_ += "&amp;";
        break;
      case '<':
        buffer_ += "&lt;";
        break;
      case '>':
        buffer_ += "&gt;";
        break;
      default:
        buffer_ += c;
    }
  }
}

void XmlOutput::hand_over() {
  sink_(buffer_);
  buffer_.clear();
}

}  // namespace haven::iso20022
