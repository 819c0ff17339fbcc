//! Calls about packages for agencies without accounts.

use api::{
    package::{
        ListPackagesResponse, MakePackageRequest, PackageActionRequest, PackageView,
        ReadPackageFormResponse,
    },
    path,
};
use gloo_net::http::Method;

use crate::{ClientError, IdempotencyKey, Staff, transport};

impl Staff {
    /// What a file was handed over with; the look is written down.
    pub async fn list_packages(self, file_id: &str) -> Result<ListPackagesResponse, ClientError> {
        transport::get(&path::with_id(path::STAFF_PACKAGES, file_id)).await
    }

    /// Makes a package of a file.
    pub async fn make_package(
        self,
        file_id: &str,
        request: &MakePackageRequest,
        key: &IdempotencyKey,
    ) -> Result<PackageView, ClientError> {
        let path = path::with_id(path::STAFF_PACKAGES, file_id);
        transport::write(Method::POST, &path, request, key).await
    }

    /// A package as a ZIP; who took it is written down.
    pub async fn take_package(self, id: &str) -> Result<web_sys::Blob, ClientError> {
        transport::get_file(&path::with_id(path::STAFF_PACKAGE_FILE, id)).await
    }

    /// Uploads the form that came back.
    pub async fn read_package_form(
        self,
        id: &str,
        bytes: web_sys::Blob,
        key: &IdempotencyKey,
    ) -> Result<ReadPackageFormResponse, ClientError> {
        let path = path::with_id(path::STAFF_PACKAGE_FORM, id);
        transport::upload(&path, bytes, key).await
    }

    /// Records what it says, confirms it, or says no.
    pub async fn act_on_package(
        self,
        id: &str,
        request: &PackageActionRequest,
        key: &IdempotencyKey,
    ) -> Result<PackageView, ClientError> {
        let path = path::with_id(path::STAFF_PACKAGE_ACTIONS, id);
        transport::write(Method::POST, &path, request, key).await
    }
}
