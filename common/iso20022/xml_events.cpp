#include "common/iso20022/xml_events.hpp"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <mutex>

namespace haven::iso20022 {
namespace {

std::string_view view_of(const xmlChar* text) {
  return text == nullptr ? std::string_view{}
                         : std::string_view{reinterpret_cast<const char*>(text)};
}

// libxml2 looks at so many bytes to tell UTF-8, UTF-16 and the byte order mark apart.
constexpr std::size_t bytes_that_tell_the_encoding = 4;

std::string_view without_white(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  return last == text.npos ? std::string_view{} : text.substr(0, last + 1);
}

void prepare_library() {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
}

}  // namespace

Source source_of(std::string_view text) {
  return [text](std::span<char> space) mutable {
    const std::size_t count = text.copy(space.data(), space.size());
    text.remove_prefix(count);
    return count;
  };
}

struct XmlEvents::Callbacks {
  static XmlEvents& of(void* self) {
    XmlEvents& events = *static_cast<XmlEvents*>(self);
    events.quiet_bytes_ = 0;
    return events;
  }

  static void on_begin(void* self, const xmlChar* name, const xmlChar*, const xmlChar* space, int,
                       const xmlChar**, int attributes, int, const xmlChar** attribute) {
    XmlEvents& events = of(self);
    if (events.depth_ == 0) events.space_ = view_of(space);
    if (++events.depth_ > events.bounds_.depth) {
      return events.stop(events.line(), "elements are nested too deep");
    }
    XmlEvent& event = events.add(true);
    event.name = view_of(name);
    event.foreign = view_of(space) != events.space_;
    event.currency.clear();
    for (int i = 0; i < attributes; ++i, attribute += 5) {  // name, prefix, address, from, to
      if (view_of(attribute[0]) != "Ccy") continue;
      event.currency.assign(reinterpret_cast<const char*>(attribute[3]),
                            reinterpret_cast<const char*>(attribute[4]));
    }
  }

  static void on_end(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    XmlEvents& events = of(self);
    --events.depth_;
    events.add(false).text.swap(events.text_);
    events.text_.clear();
  }

  static void on_text(void* self, const xmlChar* text, int size) {
    XmlEvents& events = of(self);
    const auto count = static_cast<std::size_t>(size);
    if (events.text_.size() + count > events.bounds_.text_bytes) {
      return events.stop(events.line(), "a text is longer than " +
                                            std::to_string(events.bounds_.text_bytes) + " bytes");
    }
    events.text_.append(reinterpret_cast<const char*>(text), count);
  }

  static void on_aside(void* self, const xmlChar*) { of(self); }
  static void on_instruction(void* self, const xmlChar*, const xmlChar*) { of(self); }

  static void on_document_type(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    XmlEvents& events = of(self);
    events.stop(events.line(), "a document type (<!DOCTYPE>) is not accepted");
  }

  static void on_error(void* self, xmlErrorPtr error) {
    if (error == nullptr || error->level < XML_ERR_ERROR) return;
    const std::string_view said = error->message == nullptr ? "" : error->message;
    of(self).stop(error->line, "this is no well-formed XML: " + std::string{without_white(said)});
  }
};

void XmlEvents::FreeParser::operator()(_xmlParserCtxt* parser) const {
  if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
  parser->myDoc = nullptr;
  xmlFreeParserCtxt(parser);
}

XmlEvents::XmlEvents(Source source, const Bounds& bounds)
    : source_(std::move(source)), bounds_(bounds) {
  prepare_library();
}

XmlEvents::~XmlEvents() = default;

const XmlEvent* XmlEvents::next() {
  while (taken_ == used_) {
    if (ended_ || problem_) return nullptr;
    taken_ = used_ = 0;
    feed();
  }
  return &events_[taken_++];
}

int XmlEvents::line() const {
  return xmlSAX2GetLineNumber(parser_.get());
}

void XmlEvents::stop(int line, std::string sentence) {
  if (problem_) return;
  problem_ = XmlProblem{line, std::move(sentence)};
  if (parser_) xmlStopParser(parser_.get());
}

XmlEvent& XmlEvents::add(bool begins) {
  if (used_ == events_.size()) events_.emplace_back();
  XmlEvent& event = events_[used_++];
  event.begins = begins;
  event.line = line();
  if (begins) text_.clear();
  return event;
}

std::size_t XmlEvents::fill() {
  std::size_t count = 0;
  while (count < chunk_.size()) {
    const std::size_t more = source_(std::span{chunk_}.subspan(count));
    if (more == 0) break;
    count += more;
  }
  return count;
}

// Says how many bytes of the chunk the parser has taken.
std::size_t XmlEvents::start_parser(std::string_view chunk) {
  const std::size_t taken = std::min(chunk.size(), bytes_that_tell_the_encoding);
  parser_.reset(
      xmlCreatePushParserCtxt(nullptr, nullptr, chunk.data(), static_cast<int>(taken), nullptr));
  if (!parser_) throw std::bad_alloc{};
  xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlSAXHandler& handler = *parser_->sax;
  handler = xmlSAXHandler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = &Callbacks::on_begin;
  handler.endElementNs = &Callbacks::on_end;
  handler.characters = &Callbacks::on_text;
  handler.ignorableWhitespace = &Callbacks::on_text;
  handler.cdataBlock = &Callbacks::on_text;
  handler.comment = &Callbacks::on_aside;
  handler.processingInstruction = &Callbacks::on_instruction;
  handler.internalSubset = &Callbacks::on_document_type;
  handler.serror = &Callbacks::on_error;
  parser_->userData = this;
  return taken;
}

void XmlEvents::feed() {
  const std::size_t count = fill();
  ended_ = count < chunk_.size();
  bytes_ += count;
  if (bytes_ == 0) return stop(1, "the file is empty");
  if (bytes_ > bounds_.file_bytes) {
    return stop(parser_ ? line() : 1,
                "the file is longer than " + std::to_string(bounds_.file_bytes) + " bytes");
  }
  const std::size_t begun = parser_ ? 0 : start_parser({chunk_.data(), count});
  quiet_bytes_ += count;
  xmlParseChunk(parser_.get(), chunk_.data() + begun, static_cast<int>(count - begun),
                ended_ ? 1 : 0);
  if (quiet_bytes_ > bounds_.markup_bytes) stop(line(), "a tag or comment is too long");
}

}  // namespace haven::iso20022
