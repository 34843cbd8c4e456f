FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev libpq-dev pkg-config \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# What it is made of is fetched anew only when the manifest changes.
COPY Package.swift ./
RUN swift package resolve
COPY Sources ./Sources
COPY Examples ./Examples
COPY Benchmarks ./Benchmarks
COPY Tests ./Tests
RUN swift build -c release --static-swift-stdlib --product latchkey
COPY LICENSE packaging/copyright ./
# With the licence and the notices that have to go wherever the program goes.
RUN install -D .build/release/latchkey /out/usr/bin/latchkey \
  && strip --strip-unneeded /out/usr/bin/latchkey \
  && install -Dm644 -t /out/usr/share/doc/latchkey LICENSE copyright \
  && for notice in .build/checkouts/*/NOTICE.txt; do \
    install -Dm644 "$notice" "/out/usr/share/doc/latchkey/$(basename "$(dirname "$notice")")/NOTICE.txt"; done

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    libsqlite3-0 libpq5 libstdc++6 libgcc-s1 zlib1g ca-certificates tzdata \
  && rm -rf /var/lib/apt/lists/* && useradd --system --home-dir /data --uid 10001 latchkey \
  && install -d -o latchkey -g latchkey -m 0700 /data
COPY --from=build /out /
USER latchkey
WORKDIR /data
ENV LATCHKEY_DATA=/data LATCHKEY_HOST=0.0.0.0 LATCHKEY_PORT=8080 LATCHKEY_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
# A site that is away, or a disk that is full, is not mended by another start.
HEALTHCHECK CMD ["latchkey", "health", "--live"]
ENTRYPOINT ["latchkey"]
CMD ["serve"]
