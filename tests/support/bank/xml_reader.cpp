#include "tests/support/bank/xml_reader.hpp"

#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <stdexcept>
#include <vector>

namespace haven::bank {
namespace {

using Reader = std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)>;
using Schema = std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)>;

std::string text_of(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

Schema load_schema(const std::filesystem::path& file) {
  const std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser{
      xmlSchemaNewParserCtxt(file.c_str()), &xmlSchemaFreeParserCtxt};
  Schema schema{xmlSchemaParse(parser.get()), &xmlSchemaFree};
  if (!schema) throw std::runtime_error{"the schema cannot be read: " + file.string()};
  return schema;
}

void keep_quiet(void*, xmlErrorPtr) {}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

class MessageReader {
 public:
  MessageReader(xmlTextReader* reader, bool has_schema, const std::string& message,
                const std::function<std::optional<XmlFault>(const XmlEnd&)>& visit)
      : reader_(reader),
        has_schema_(has_schema),
        space_("urn:iso:std:iso:20022:tech:xsd:" + message),
        visit_(visit) {}

  std::optional<XmlFault> read() {
    int more = 0;
    while ((more = xmlTextReaderRead(reader_)) == 1) {
      if (auto found = take_node()) return found;
    }
    if (more != 0) return fault("is no well-formed XML");
    if (has_schema_ && xmlTextReaderIsValid(reader_) != 1) return fault("does not fit the schema");
    return {};
  }

 private:
  struct Open {
    std::size_t path_length = 0;  // before this element
    std::string currency;
    bool is_leaf = true;
  };

  XmlFault fault(const char* words) { return {xmlTextReaderGetParserLineNumber(reader_), words}; }

  std::optional<XmlFault> take_node() {
    switch (xmlTextReaderNodeType(reader_)) {
      case XML_READER_TYPE_ELEMENT:
        return begin();
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
        text_ += text_of(xmlTextReaderConstValue(reader_));
        return {};
      case XML_READER_TYPE_END_ELEMENT:
        return end();
      case XML_READER_TYPE_DOCUMENT_TYPE:
      case XML_READER_TYPE_ENTITY_REFERENCE:
        return fault("has a document type or an entity");
      default:
        return {};
    }
  }

  std::optional<XmlFault> begin() {
    if (text_of(xmlTextReaderConstNamespaceUri(reader_)) != space_) {
      return fault("is of another message or namespace");
    }
    const std::string name = text_of(xmlTextReaderConstLocalName(reader_));
    if (!open_.empty()) open_.back().is_leaf = false;
    open_.push_back({path_.size(), currency(), true});
    // The document and the message's name are the same in every path, so they are left out.
    if (open_.size() > 3) path_ += '/';
    if (open_.size() > 2) path_ += name;
    text_.clear();
    return xmlTextReaderIsEmptyElement(reader_) == 1 ? end() : std::nullopt;
  }

  std::string currency() {
    const std::unique_ptr<xmlChar, xmlFreeFunc> given{
        xmlTextReaderGetAttribute(reader_, reinterpret_cast<const xmlChar*>("Ccy")), xmlFree};
    return text_of(given.get());
  }

  std::optional<XmlFault> end() {
    const Open closed = open_.back();
    open_.pop_back();
    const XmlEnd ended{path_, closed.is_leaf ? one_line(text_) : "", closed.currency,
                       closed.is_leaf, xmlTextReaderGetParserLineNumber(reader_)};
    auto found = visit_(ended);
    path_.resize(closed.path_length);
    text_.clear();
    return found;
  }

  xmlTextReader* reader_;
  bool has_schema_;
  std::string space_;
  const std::function<std::optional<XmlFault>(const XmlEnd&)>& visit_;
  std::vector<Open> open_;
  std::string path_;
  std::string text_;
};

}  // namespace

std::optional<XmlFault> read_message(
    const std::filesystem::path& file, const std::string& message,
    const std::filesystem::path& schema_file,
    const std::function<std::optional<XmlFault>(const XmlEnd&)>& visit) {
  const Schema schema =
      schema_file.empty() ? Schema{nullptr, &xmlSchemaFree} : load_schema(schema_file);
  const Reader reader{xmlReaderForFile(file.c_str(), nullptr, XML_PARSE_NONET), &xmlFreeTextReader};
  if (!reader) return XmlFault{0, "cannot be opened"};
  xmlTextReaderSetStructuredErrorHandler(reader.get(), &keep_quiet, nullptr);
  if (schema) xmlTextReaderSetSchema(reader.get(), schema.get());
  return MessageReader{reader.get(), schema != nullptr, message, visit}.read();
}

}  // namespace haven::bank
