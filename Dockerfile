# The command line as an image without a shell and without root:
#   docker build --tag ci-signal .
#   docker run --rm --volume "$PWD:/data" --user "$(id -u):$(id -g)" ci-signal report --since 7d
FROM node:24-trixie-slim AS package
WORKDIR /source
COPY package.json package-lock.json ./
# No package runs a script: programs that are needed here come as packages of their platform.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN mkdir /package && npm pack --pack-destination /package

# The package with its dependencies, in the versions of the lock file.
FROM node:24-trixie-slim AS installed
WORKDIR /app
COPY --from=package /package /package
RUN tar --extract --gzip --strip-components=1 --file /package/ci-signal-*.tgz
COPY package-lock.json ./
# The image has a Node.js, so the package of that name is left out.
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund && rm -rf node_modules/node node_modules/.bin/node
RUN mkdir /data

FROM gcr.io/distroless/nodejs24-debian13:nonroot
COPY --from=installed /app /app
# Warehouses are here; nonroot of the image is 65532.
COPY --from=installed --chown=65532:65532 /data /data
WORKDIR /data
VOLUME ["/data"]
ENTRYPOINT ["/nodejs/bin/node", "/app/functions/cli/launch.js"]
CMD ["--help"]
