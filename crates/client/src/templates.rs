//! Calls about the words an office uses again and again.

use api::{
    path,
    template::{ListTemplatesResponse, TemplateRequest, TemplateView},
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// The templates of my office.
    pub async fn list_templates(self) -> Result<ListTemplatesResponse, ClientError> {
        transport::get(path::STAFF_TEMPLATES).await
    }

    /// Adds a template, or changes the one with this id.
    pub async fn save_template(
        self,
        id: Option<&str>,
        request: &TemplateRequest,
        key: &IdempotencyKey,
    ) -> Result<TemplateView, ClientError> {
        match id {
            None => transport::write(Method::POST, path::STAFF_TEMPLATES, request, key).await,
            Some(id) => {
                let path = path::with_id(path::STAFF_TEMPLATE, id);
                transport::write(Method::PUT, &path, request, key).await
            }
        }
    }

    /// Removes a template.
    pub async fn remove_template(self, id: &str, key: &IdempotencyKey) -> Result<(), ClientError> {
        transport::delete(&path::with_id(path::STAFF_TEMPLATE, id), key).await
    }
}
