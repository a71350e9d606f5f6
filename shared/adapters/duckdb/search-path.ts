/** Statement after which a name without a dataset is looked up among the views first. */
export const SEARCH_PATH = "SET search_path = 'warehouse.ci,warehouse.ci_raw'";
