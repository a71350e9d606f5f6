import vm from 'node:vm';
import NodeEnvironment from 'jest-environment-node';

/**
 * Jest's environment for Node.js, with ordinary globals. Jest makes them a proxy, which each use of `Math` or `Buffer` in a test
 * file or in the code under test goes through: loops over bytes take several times as long.
 */
export default class OrdinaryGlobals extends NodeEnvironment {
  /** @param {ConstructorParameters<typeof NodeEnvironment>} options */
  constructor(...options) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...options);
    } finally {
      vm.createContext = createContext;
    }
  }
}
