FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev pkg-config && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources ./Sources
COPY Examples ./Examples
COPY Benchmarks ./Benchmarks
COPY Tests ./Tests
RUN swift build -c release --static-swift-stdlib --product latchkey

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends libsqlite3-0 libstdc++6 ca-certificates tzdata curl \
  && rm -rf /var/lib/apt/lists/* && useradd --system --home-dir /data --uid 10001 latchkey \
  && install -d -o latchkey -m 0700 /data
COPY --from=build /source/.build/release/latchkey /usr/bin/latchkey
USER latchkey
ENV LATCHKEY_DATA=/data LATCHKEY_HOST=0.0.0.0 LATCHKEY_PORT=8080 LATCHKEY_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
HEALTHCHECK CMD curl -fsS http://127.0.0.1:8080/health || exit 1
ENTRYPOINT ["latchkey"]
CMD ["serve"]
