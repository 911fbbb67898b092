//! What an error of a bucket means for people.

use object_store::path::Path as Key;

use super::{Bucket, refused};
use crate::SourceError;
use crate::delivery::bucket_error::told;
use crate::delivery::{Fault, Mask, Retry};

impl Bucket {
    /// `key` is the object that was asked for, or none for a listing.
    pub(crate) fn told(&self, key: Option<&Key>, error: &object_store::Error) -> SourceError {
        let inner = &self.inner;
        let address = key.map(|key| self.address(key));
        if let (object_store::Error::Precondition { .. }, Some(path)) = (error, &address) {
            return SourceError::Changed(path.clone());
        }
        let name = key.map_or("", |key| key.as_ref());
        let found = told(&inner.place, &inner.host, name, error);
        let found = found.without(&Mask::new("", inner.secret.as_deref()));
        match (&found.fault, address) {
            (Fault::NoFolder, Some(path)) if !error.to_string().contains("NoSuchBucket") => {
                SourceError::Unreadable { path, reason: "there is no such object".to_owned() }
            }
            (Fault::NoFolder, _) => {
                let message = format!("there is no bucket `{}` on `{}`", inner.bucket, inner.place);
                refused(&message, "Check the bucket's name, and the endpoint.")
            }
            (Fault::Permission, address) => {
                let what = address.map_or_else(|| self.name(), |path| path.display().to_string());
                if inner.settings.access_key_id.is_none() {
                    let message = format!("`{}` doesn't let everybody read `{what}`", inner.place);
                    return refused(&message, "Type an access key.");
                }
                let message = format!("`{}` doesn't let this key read `{what}`", inner.place);
                let hint = "Ask for the right to list the bucket and to get its objects \
                            (s3:ListBucket, s3:GetObject).";
                refused(&message, hint)
            }
            _ => SourceError::Bucket {
                passing: found.retry() == Retry::Transient,
                message: found.message,
                hint: found.hint,
            },
        }
    }
}
