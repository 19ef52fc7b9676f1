# One image for all roles. Built by Docker alone; works with BuildKit and without.
#   docker build -t peykare .
#   docker build -t peykare:gpu --build-arg VARIANT=gpu --build-arg BASE=nvidia/cuda:12.8.1-base-ubuntu24.04 .
# VARIANT: cpu carries native PyTorch for the processor; gpu leaves it out, and DJL fetches its CUDA
# build into the data volume on first use.
ARG BASE=debian:13-slim
ARG VARIANT=cpu

FROM eclipse-temurin:25-jdk AS build
ARG VARIANT
ENV MAVEN_ARGS="--batch-mode --no-transfer-progress --quiet -DskipTests -Dspotless.check.skip=true"
WORKDIR /src
# The libraries first, from the module descriptions alone: a change of code does not fetch them again.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY formats/pom.xml formats/
COPY broker/pom.xml broker/
COPY crawler/pom.xml crawler/
COPY corpus/pom.xml corpus/
COPY tokenizer/pom.xml tokenizer/
COPY trainer/pom.xml trainer/
COPY console/pom.xml console/
COPY benchmarks/pom.xml benchmarks/
RUN mkdir -p console/src/main/jte && ./mvnw -D$VARIANT -pl console -am package
COPY . .
RUN ./mvnw -D$VARIANT -pl console -am clean package
# Own code apart from the libraries, so that an update of the program is a small layer. RocksDB's
# archive carries ten platforms; only this one stays.
RUN mkdir -p /peykare/app /peykare/lib /rocksdb \
    && mv console/target/app/lib/peykare-*.jar /peykare/app/ \
    && mv console/target/app/lib/*.jar /peykare/lib/ \
    && cd /rocksdb && jar xf /peykare/lib/rocksdbjni-*.jar \
    && case "$(uname -m)" in aarch64) native=librocksdbjni-linux-aarch64.so ;; *) native=librocksdbjni-linux64.so ;; esac \
    && find . -name 'librocksdbjni-*' ! -name "$native" -delete \
    && jar cfM "$(ls /peykare/lib/rocksdbjni-*.jar)" .
# Java SE whole (exactly the modules that `jdeps` finds today would save 1 MB and fail with the next
# library), and beyond it: the web's charsets, our HTTP server of archives, Persian and English forms
# of numbers and dates, Hadoop's login, Unsafe, zip file systems, diagnosis of a running process.
RUN jlink --output /peykare/jre \
      --add-modules java.se,jdk.charsets,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs \
      --include-locales=en,fa --strip-java-debug-attributes --no-header-files --no-man-pages --compress=zip-6 \
    && /peykare/jre/bin/java -Xshare:dump

FROM ${BASE} AS cpu
ENV DJL_OFFLINE=true

FROM ${BASE} AS gpu
ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility PYTORCH_FLAVOR=cu128

FROM ${VARIANT} AS runtime
COPY --from=build /peykare/jre /opt/peykare/jre
COPY --from=build /peykare/lib /opt/peykare/lib
COPY --from=build /peykare/app /opt/peykare/app
# The command line of the JVM; `peykare` is for `docker-compose exec console peykare …`.
RUN printf '%s\n' -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError \
      --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dsun.net.httpserver.nodelay=true \
      -cp '/opt/peykare/app/*:/opt/peykare/lib/*' org.peykare.console.Main > /opt/peykare/args \
    && printf '#!/bin/sh\nexec java @/opt/peykare/args "$@"\n' > /usr/local/bin/peykare \
    && chmod 755 /usr/local/bin/peykare
RUN groupadd --gid 10001 peykare \
    && useradd --uid 10001 --gid peykare --no-create-home --home-dir /data --shell /usr/sbin/nologin peykare \
    && install -d -o peykare -g peykare /data /data/warehouse /data/tokenizers /data/datasets /data/models
ENV PATH=/opt/peykare/jre/bin:$PATH LANG=C.UTF-8 PEYKARE_DIR=/data PEYKARE_CONSOLE_PORT=8080 DJL_CACHE_DIR=/data/cache/djl
USER 10001:10001
VOLUME /data
WORKDIR /data
# As `peykare health` does, without a JVM of its own every few seconds.
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PEYKARE_CONSOLE_PORT && printf 'GET /ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
ENTRYPOINT ["java", "@/opt/peykare/args"]
CMD ["--help"]
