//! The way into an S3 bucket, for targets and for sources.

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::{Certificate, ClientOptions, RetryConfig};

/// Where a bucket is, and who enters it.
pub struct S3<'a> {
    /// Its name.
    pub bucket: &'a str,
    /// Its region, where it has one.
    pub region: Option<&'a str>,
    /// Another server than Amazon's.
    pub endpoint: Option<&'a str>,
    /// Id and secret of the key; without one as anybody, for public buckets.
    pub key: Option<(&'a str, &'a str)>,
    /// Whether the bucket stands in the path rather than in the host's name.
    pub path_style: bool,
    /// Certificates to trust besides the system's, in PEM.
    pub authorities: Option<&'a [u8]>,
}

impl S3<'_> {
    /// The bucket; nothing is sent yet.
    pub fn open(
        &self,
        options: ClientOptions,
        retry: RetryConfig,
    ) -> Result<AmazonS3, object_store::Error> {
        let mut options = options.with_allow_http(is_plain(self.endpoint));
        if let Some(pem) = self.authorities {
            for certificate in Certificate::from_pem_bundle(pem)? {
                options = options.with_root_certificate(certificate);
            }
        }
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(self.bucket)
            .with_virtual_hosted_style_request(!self.path_style)
            .with_retry(retry)
            .with_client_options(options);
        if let Some(region) = self.region {
            builder = builder.with_region(region);
        }
        builder = match self.key {
            Some((id, secret)) => builder.with_access_key_id(id).with_secret_access_key(secret),
            None => builder.with_skip_signature(true),
        };
        if let Some(endpoint) = self.endpoint {
            builder = builder.with_endpoint(if self.path_style {
                endpoint.trim_end_matches('/').to_owned()
            } else {
                with_host(endpoint, self.bucket)
            });
        }
        builder.build()
    }

    /// The host that is asked, for messages, where there is no endpoint.
    pub fn amazon(&self) -> String {
        match self.region {
            Some(region) => format!("s3.{region}.amazonaws.com"),
            None => "s3.amazonaws.com".to_owned(),
        }
    }
}

/// Whether what goes to an endpoint isn't encrypted.
pub(crate) fn is_plain(endpoint: Option<&str>) -> bool {
    endpoint.is_some_and(|endpoint| endpoint.to_lowercase().starts_with("http://"))
}

/// The endpoint with the bucket in its host's name.
fn with_host(endpoint: &str, bucket: &str) -> String {
    let endpoint = endpoint.trim_end_matches('/');
    match endpoint.split_once("://") {
        Some((scheme, host)) => format!("{scheme}://{bucket}.{host}"),
        None => endpoint.to_owned(),
    }
}
