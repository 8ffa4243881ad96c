// Armadillo's gmm_full or gmm_diag from given means, proportions 1/k and covariances s^2 I. Prints the same JSON line as the Python peers.
#include <algorithm>
#include <armadillo>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>

// An NPY file of version 1, C order, doubles: its rows become Armadillo's columns, one observation each.
static arma::mat read_npy(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    char magic[8];
    unsigned char size[2];
    in.read(magic, 8).read(reinterpret_cast<char*>(size), 2);
    std::string header(size[0] + 256 * size[1], ' ');
    in.read(&header[0], header.size());
    if (!in || header.find("<f8") == std::string::npos) throw std::runtime_error(name + ": not an NPY file of doubles");
    unsigned long rows = 0, columns = 1;
    std::sscanf(header.c_str() + header.find('(', header.find("shape")), "(%lu, %lu", &rows, &columns);
    arma::mat data(columns, rows);
    in.read(reinterpret_cast<char*>(data.memptr()), data.n_elem * sizeof(double));
    return data;
}

template <class Model, class Covariances>
static void run(const arma::mat& x, const arma::mat& means, const Covariances& covariances, int shorter, int longer, const char* option) {
    const arma::rowvec proportions(means.n_cols, arma::fill::value(1.0 / means.n_cols));
    // The first long run is the cold one, then pairs of a short and a long run.
    double first = 0, sum = 0, beside = 0, objective[2] = {0, 0}, whole = 0;
    const auto now = [] { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); };
    const int pairs = 3;
    double differences[pairs];
    int done = 0;
    for (int i = 0; i < 1 + 2 * pairs; i++) {
        if (i > 2 && i % 2 == 1 && sum > 3) break;
        const bool is_long = i % 2 == 0;
        Model model;
        model.set_params(means, covariances, proportions);
        const double began = now();
        const bool good = model.learn(x, means.n_cols, arma::maha_dist, arma::keep_existing, 0, is_long ? longer : shorter, 0.0, false);
        const double seconds = now() - began;
        if (i == 0) {
            first = seconds;
            beside = now();
            continue;
        }
        sum += seconds;
        if (!is_long) whole = seconds;
        if (is_long) differences[done++] = (seconds - whole) / (longer - shorter);
        if (is_long) whole = seconds;
        if (i <= 2) objective[is_long] = good ? model.sum_log_p(x) : arma::datum::nan;
    }
    std::sort(differences, differences + done);
    std::printf("{\"program\": \"Armadillo\", \"version\": \"%d.%d.%d\", \"option\": \"%s\", \"seconds_first\": %.6f, \"iterations_short\": %d, "
                "\"seconds_long\": %.6f, \"iterations_long\": %d, \"seconds_per_iteration\": %.9f, \"objective_short\": %.17g, \"objective\": %.17g, "
                "\"seconds_beside\": %.6f}\n",
                ARMA_VERSION_MAJOR, ARMA_VERSION_MINOR, ARMA_VERSION_PATCH, option, first, shorter, whole, longer,
                differences[done / 2], objective[0], objective[1], now() - beside);
}

int main(int count, char** words) {
    std::map<std::string, std::string> given;
    for (int i = 1; i + 1 < count; i += 2) given[words[i]] = words[i + 1];
    const arma::mat x = read_npy(given["--data"]), means = read_npy(given["--start"]);
    const double variance = arma::mean(arma::var(x, 1, 1));
    const int shorter = std::stoi(given["--short"]), longer = std::stoi(given["--long"]);
    if (given["--option"] == "full") {
        arma::cube full(x.n_rows, x.n_rows, means.n_cols);
        full.each_slice() = arma::eye(x.n_rows, x.n_rows) * variance;
        run<arma::gmm_full>(x, means, full, shorter, longer, "full");
    } else {
        run<arma::gmm_diag>(x, means, arma::mat(x.n_rows, means.n_cols, arma::fill::value(variance)), shorter, longer, "diag");
    }
}
