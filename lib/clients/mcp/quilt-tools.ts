/**
 * Every tool of quilt-mcp 0.22.0 (`tools/list` of its remote deployment, 2026-11-30; none carries annotations), and whether
 * it reads. A tool that runs whatever SQL it is given, or changes what its server is set up for, does not.
 */
export const quiltTools = {
  catalog_configure: "writes",
  catalog_uri: "reads",
  catalog_url: "reads",
  bucket_list: "reads",
  bucket_object_fetch: "reads",
  bucket_object_info: "reads",
  bucket_object_link: "reads",
  bucket_object_text: "reads",
  bucket_objects_list: "reads",
  bucket_objects_put: "writes",
  package_create_from_s3: "writes",
  create_quilt_summary_files: "reads",
  generate_package_visualizations: "reads",
  generate_quilt_summarize_json: "reads",
  search_catalog: "reads",
  search_docs_quilt_bio: "reads",
  search_explain: "reads",
  search_suggest: "reads",
  create_data_visualization: "reads",
  athena_query_execute: "writes",
  athena_query_validate: "reads",
  athena_table_schema: "reads",
  athena_tables_list: "reads",
  tabulator_list_buckets: "reads",
  tabulator_query_execute: "writes",
  tabulator_bucket_query: "writes",
  tabulator_table_create: "writes",
  tabulator_table_delete: "writes",
  tabulator_table_rename: "writes",
  tabulator_tables_list: "reads",
  admin_sso_config_remove: "writes",
  admin_sso_config_set: "writes",
  admin_tabulator_open_query_set: "writes",
  admin_user_add_roles: "writes",
  admin_user_create: "writes",
  admin_user_delete: "writes",
  admin_user_get: "reads",
  admin_user_remove_roles: "writes",
  admin_user_reset_password: "writes",
  admin_user_set_active: "writes",
  admin_user_set_admin: "writes",
  admin_user_set_email: "writes",
  admin_user_set_role: "writes",
  check_bucket_access: "reads",
  discover_permissions: "reads",
  get_resource: "reads",
} as const satisfies Readonly<Record<string, "reads" | "writes">>;

/** What is known of a tool by its name, without a gateway's prefix; null of one that is not quilt-mcp's. */
export function quiltToolKind(name: string): "reads" | "writes" | null {
  return isQuiltTool(name) ? quiltTools[name] : null;
}

function isQuiltTool(name: string): name is keyof typeof quiltTools {
  return Object.hasOwn(quiltTools, name);
}
