#include "services/haven/rehearsal/client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <thread>

#include "common/core/clock.hpp"
#include "common/core/ensure.hpp"
#include "common/core/id.hpp"

namespace haven::rehearsal {
namespace {

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* answer) {
  static_cast<Answer*>(answer)->body.append(data, size * count);
  return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* answer) {
  std::string line{data, size * count};
  std::string name = line.substr(0, line.find(':'));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  if (name == "etag") {
    const auto from = line.find_first_not_of(' ', name.size() + 1);
    static_cast<Answer*>(answer)->etag =
        line.substr(from, line.find_last_not_of("\r\n") + 1 - from);
  }
  return size * count;
}

}  // namespace

boost::json::value Answer::json() const {
  boost::system::error_code bad;
  auto value = boost::json::parse(body, bad);
  return bad ? boost::json::value{boost::json::object{}} : value;
}

struct Client::Call {
  std::string method;
  std::string path;
  std::string body;
  std::string type;
  std::string key;
  std::string etag;
};

Client::Client(std::string base_url, std::string token, std::chrono::seconds patience)
    : base_url_(std::move(base_url)),
      token_(std::move(token)),
      patience_(patience),
      curl_(curl_easy_init()) {
  ensure(curl_ != nullptr, "libcurl gives a handle");
}

Client::~Client() {
  curl_easy_cleanup(static_cast<CURL*>(curl_));
}

Answer Client::send_once(const Call& call) {
  auto* curl = static_cast<CURL*>(curl_);
  curl_easy_reset(curl);
  Answer answer;
  curl_slist* headers = nullptr;
  const auto add = [&](const std::string& line) {
    headers = curl_slist_append(headers, line.c_str());
  };
  if (!token_.empty()) add("Authorization: Bearer " + token_);
  if (!call.type.empty()) add("Content-Type: " + call.type);
  if (!call.key.empty()) add("Idempotency-Key: " + call.key);
  if (!call.etag.empty()) add("If-Match: " + call.etag);
  add("Expect:");  // no 100-continue round trip
  const std::string url = base_url_ + call.path;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 35000L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
  if (call.method != "GET") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.data());
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
  const bool answered = curl_easy_perform(curl) == CURLE_OK;
  curl_slist_free_all(headers);
  if (!answered) return {};
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_TOTAL_TIME, &answer.seconds);
  answer.status = static_cast<int>(status);
  return answer;
}

Answer Client::send(const Call& call) {
  const auto until = std::chrono::steady_clock::now() + patience_;
  while (true) {
    Answer answer = send_once(call);
    // Unanswered, busy, failing, or still at it: the same request again is always safe.
    const bool in_progress =
        answer.status == 409 && answer.body.find("idempotency_in_progress") != std::string::npos;
    const bool settled = answer.status != 0 && answer.status < 500 && !in_progress;
    if (settled || std::chrono::steady_clock::now() > until) return answer;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

Answer Client::get(const std::string& path) {
  return send({"GET", path, "", "", "", ""});
}

Answer Client::post(const std::string& path, const boost::json::value& body,
                    const std::string& key) {
  return send({"POST", path, boost::json::serialize(body), "application/json",
               key.empty() ? new_uuid(system_clock()()) : key, ""});
}

Answer Client::put(const std::string& path, const boost::json::value& body,
                   const std::string& etag) {
  return send({"PUT", path, boost::json::serialize(body), "application/json",
               new_uuid(system_clock()()), etag});
}

Answer Client::patch(const std::string& path, const boost::json::value& body,
                     const std::string& etag) {
  return send({"PATCH", path, boost::json::serialize(body), "application/json",
               new_uuid(system_clock()()), etag});
}

Answer Client::upload(const std::string& path, const std::string& bytes, const std::string& type) {
  return send({"POST", path, bytes, type, new_uuid(system_clock()()), ""});
}

}  // namespace haven::rehearsal
