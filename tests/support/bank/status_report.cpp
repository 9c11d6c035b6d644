#include "tests/support/bank/status_report.hpp"

#include <algorithm>
#include <map>

#include "tests/support/bank/xml_file.hpp"

namespace haven::bank {
namespace {

std::string seconds_of(Instant now) {
  return text_of(now).substr(0, 19) + 'Z';
}

// What this bank writes beside its codes.
std::string words_of(const std::string& reason) {
  static const std::map<std::string, std::string> words{
      {"AC01", "Incorrect account number"},
      {"AC04", "Closed account number"},
      {"AC06", "Blocked account"},
      {"AM01", "Zero amount"},
      {"AM03", "Not allowed currency"},
      {"AM05", "Duplicate payment"},
      {"BE01", "Not owner of the account"},
      {"BE22", "Creditor name missing"},
      {"DU04", "End to end id not unique"},
      {"RC01", "Bank identifier incorrect"},
      {"RC04", "Creditor bank identifier incorrect"},
  };
  const auto found = words.find(reason);
  return found == words.end() ? "Refused" : found->second;
}

void write_reason(XmlFile& xml, const std::string& code, const std::string& words) {
  if (code.empty()) return;
  const Within information{xml, "StsRsnInf"};
  nested_leaf(xml, "Rsn", "Cd", code);
  xml.leaf("AddtlInf", words.substr(0, 105));
}

// The status of the whole file: a mixture is PART. Empty where not all of it is answered, because
// what is said of a file is said of the orders that are not named as well.
std::string status_of(const FileAnswer& answer) {
  if (answer.refusal) return "RJCT";
  if (answer.count != static_cast<std::int64_t>(answer.answers.size())) return "";
  const std::string first = answer.answers.front().status;
  const bool all_alike =
      std::ranges::all_of(answer.answers, [&](const Answer& each) { return each.status == first; });
  return all_alike ? first : "PART";
}

void write_answer(XmlFile& xml, const Answer& answer) {
  const Within transfer{xml, "TxInfAndSts"};
  if (!answer.instruction_id.empty()) xml.leaf("OrgnlInstrId", answer.instruction_id);
  xml.leaf("OrgnlEndToEndId", answer.reference);
  xml.leaf("TxSts", answer.status);
  write_reason(xml, answer.reason, words_of(answer.reason));
}

std::string original_of(const FileAnswer& answer) {
  return answer.message_id.empty() ? "NOTPROVIDED" : answer.message_id;
}

void write_group(XmlFile& xml, const FileAnswer& answer) {
  const Within group{xml, "OrgnlGrpInfAndSts"};
  xml.leaf("OrgnlMsgId", original_of(answer));
  xml.leaf("OrgnlMsgNmId", "pain.001.001.10");
  if (const std::string status = status_of(answer); !status.empty()) xml.leaf("GrpSts", status);
  if (!answer.refusal) return;
  const std::string line =
      answer.refusal->line > 0 ? "Line " + std::to_string(answer.refusal->line) + ": " : "";
  write_reason(xml, answer.refusal->code, line + "the file " + answer.refusal->words);
}

}  // namespace

void write_status_report(const std::filesystem::path& file, const std::string& report_id,
                         Instant now, const FileAnswer& answer) {
  XmlFile xml{file, "pain.002.001.11"};
  xml.open("CstmrPmtStsRpt");
  {
    const Within head{xml, "GrpHdr"};
    xml.leaf("MsgId", report_id);
    xml.leaf("CreDtTm", seconds_of(now));
  }
  write_group(xml, answer);
  for (auto from = answer.answers.begin(); from != answer.answers.end();) {
    const auto to = std::find_if(from, answer.answers.end(), [&](const Answer& each) {
      return each.batch_id != from->batch_id;
    });
    const Within batch{xml, "OrgnlPmtInfAndSts"};
    xml.leaf("OrgnlPmtInfId", from->batch_id);
    for (; from != to; ++from) write_answer(xml, *from);
  }
  xml.close();
}

}  // namespace haven::bank
