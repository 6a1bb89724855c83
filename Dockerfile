# The image holds the single executable and the C libraries that it needs: no Node, no shell, no package manager. It has no git either,
# which `diff git:<revision>:<path>` asks.
#   docker build -t wso2-topology .
#   docker run --rm -v "$PWD:/work:ro" wso2-topology check plan.yaml
FROM node:24-bookworm-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm run executable -- /wso2-topology && /wso2-topology --version

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /wso2-topology /usr/local/bin/wso2-topology
COPY --from=build /source/LICENSE /source/dist/THIRD-PARTY-NOTICES.txt /usr/share/doc/wso2-topology/
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/wso2-topology"]
CMD ["check"]
