#include "services/haven/rehearsal/filing.hpp"

#include <thread>

namespace haven::rehearsal {
namespace {

namespace json = boost::json;

std::string text_at(const json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_string() ? std::string{found->as_string()} : "";
}

// A one-page PDF that says which paper it stands for.
std::string pdf_of(const std::string& title) {
  const std::string text = "BT /F1 18 Tf 72 720 Td (" + title + ") Tj ET";
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto object = [&](const std::string& body) {
    offsets.push_back(pdf.size());
    pdf += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  object(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
      "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>");
  object("<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text + "\nendstream");
  const std::size_t table = pdf.size();
  pdf += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    const std::string number = std::to_string(offset);
    pdf += std::string(10 - number.size(), '0') + number + " 00000 n \n";
  }
  pdf += "trailer << /Size " + std::to_string(offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
         std::to_string(table) + "\n%%EOF\n";
  return pdf;
}

// One claim at one desk, from the first sheet to the last paper.
class Filing {
 public:
  Filing(const Office& office, Client& intake, const PlannedClaim& plan, Filed& filed)
      : office_(office), intake_(intake), plan_(plan), filed_(filed) {}

  void run() {
    if (!open()) return;
    if (plan_.filed_twice) file_again();
    if (plan_.withdrawn) {
      filed_.withdrawn +=
          intake_.post(path("/withdrawal"), {{"reason", "The family asks for it"}}).good() ? 1 : 0;
      return;
    }
    if (plan_.papers != Papers::never) send_papers();
  }

 private:
  [[nodiscard]] std::string path(const std::string& rest) const {
    return "/v1/claims/" + claim_ + rest;
  }

  void note_refusal(const Answer& answer) {
    ++filed_.refused;
    const std::lock_guard lock{filed_.guard};
    ++filed_.refusals[text_at(answer.json(), "code")];
  }

  bool open() {
    if (plan_.notice_first) return notice_then_file();
    const Answer answer = intake_.post("/v1/claims", plan_.body);
    return take(answer);
  }

  bool take(const Answer& answer) {
    if (!answer.good()) {
      note_refusal(answer);
      return false;
    }
    const auto body = answer.json();
    claim_ = text_at(body, "claim");
    checklist_ =
        body.as_object().if_contains("checklist") ? body.at("checklist").as_array() : json::array{};
    ++filed_.filed;
    {
      const std::lock_guard lock{filed_.guard};
      filed_.acknowledged.push_back(claim_);
    }
    // About one family in ten asks at once where its claim stands.
    if (const std::string pin = text_at(body, "pin"); !pin.empty() && claim_.back() < '2') {
      look_up(text_at(body, "reference"), pin);
    }
    return true;
  }

  // The first notice names who, what and when; the full claim follows as a draft and is then filed.
  bool notice_then_file() {
    const Answer notice = intake_.post("/v1/claims", {{"member_number", plan_.member_number},
                                                      {"notice", true},
                                                      {"incident", plan_.body.at("incident")}});
    if (!notice.good()) {
      note_refusal(notice);
      return false;
    }
    claim_ = text_at(notice.json(), "claim");
    json::object file = plan_.body;
    file.erase("member_number");
    file.erase("file");
    const Answer draft = intake_.put(path("/file"), file, notice.etag);
    if (!draft.good()) {
      note_refusal(draft);
      return false;
    }
    return take(intake_.post(path("/filing"), json::object{}));
  }

  void file_again() {
    const Answer again = intake_.post("/v1/claims", plan_.body);
    filed_.refused_twice += again.status == 409 ? 1 : 0;
  }

  void look_up(const std::string& reference, const std::string& pin) {
    const auto stranger = office_.counter();
    const Answer session =
        stranger->post("/v1/family-sessions", {{"reference", reference}, {"pin", pin}});
    if (!session.good()) return;
    const auto family = office_.counter(text_at(session.json(), "token"));
    filed_.looked_up += family->get("/v1/family/claim").good() ? 1 : 0;
  }

  void upload(const std::string& type, const std::string& for_whom) {
    std::string where = path("/documents?type=" + type);
    if (!for_whom.empty()) where += "&for=" + for_whom;
    intake_.upload(where, pdf_of(type + " " + claim_), "application/pdf");
  }

  void send_papers() {
    std::vector<json::object> missing;
    for (const auto& item : checklist_) {
      if (text_at(item, "status") == "missing") missing.push_back(item.as_object());
    }
    std::size_t sent = 0;
    bool waived = plan_.papers != Papers::waived, replaced = plan_.papers != Papers::alternative;
    for (const json::object& item : missing) {
      if (plan_.papers == Papers::late && sent == missing.size() / 2) {
        intake_.get(path("/checklist"));  // what is still missing?
      }
      const std::string type = text_at(item, "document"), whom = text_at(item, "for");
      const auto& sets = item.at("instead").as_array();
      if (!replaced && !sets.empty()) {
        for (const auto& paper : sets.front().as_array())
          upload(std::string{paper.as_string()}, "");
        replaced = true;
      } else if (!waived && sent + 1 == missing.size()) {
        json::object waiver{{"document", type}, {"reason", "The registry burned down in 2009"}};
        if (!whom.empty()) waiver["for"] = whom;
        intake_.post(path("/waivers"), waiver);
        waived = true;
      } else {
        upload(type, whom);
      }
      ++sent;
    }
  }

  const Office& office_;
  Client& intake_;
  const PlannedClaim& plan_;
  Filed& filed_;
  std::string claim_;
  json::array checklist_;
};

}  // namespace

void file_claims(const Office& office, const std::vector<PlannedClaim>& plan, int desks,
                 Filed& filed, Progress& progress) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (int desk = 0; desk < desks; ++desk) {
    threads.emplace_back([&, desk] {
      const auto intake = office.desk("intake_" + std::to_string(desk + 1), "intake");
      for (std::size_t i = next++; i < plan.size(); i = next++) {
        Filing{office, *intake, plan[i], filed}.run();
        progress.add();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace haven::rehearsal
