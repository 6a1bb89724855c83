# The image holds Node.js and the bundle, nothing else:
#   docker build -t wso2-topology .
#   docker run --rm -v "$PWD:/work:ro" wso2-topology check plan.yaml
FROM node:22-alpine AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
# `prepare` builds the bundle; the package is then what npm would publish.
RUN npm run prepare && npm pack --ignore-scripts --pack-destination /tmp && mkdir /package && tar -xzf /tmp/wso2-topology-*.tgz -C /package --strip-components=1

FROM node:22-alpine
COPY --from=build /package /opt/wso2-topology
RUN ln -s /opt/wso2-topology/dist/bin/wso2-topology.cjs /usr/local/bin/wso2-topology
USER node
WORKDIR /work
ENTRYPOINT ["wso2-topology"]
CMD ["check"]
