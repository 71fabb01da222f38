;;; integration-ls.el --- Botpress integration manifests with integration-ls  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages, tools
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A major mode for integration manifests, derived from that of JSON, which sets up
;; the server `integration-ls' for Eglot and lsp-mode.  Enable either in the mode's hook:
;;
;;   (require 'integration-ls)
;;   (add-hook 'integration-manifest-mode-hook #'eglot-ensure)  ; or #'lsp-deferred

;;; Code:

(require 'js)

(defgroup integration-ls nil
  "Botpress integration manifests."
  :group 'tools
  :prefix "integration-ls-")

(defcustom integration-ls-command '("integration-ls" "lsp")
  "The server: a program and its arguments."
  :type '(repeat string))

;;;###autoload
(define-derived-mode integration-manifest-mode js-json-mode "Manifest"
  "Major mode for Botpress integration manifests."
  (setq-local comment-start "// ")
  (setq-local comment-end ""))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\(?:\\`\\|[/.]\\)integration\\.jsonc?\\'" . integration-manifest-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((integration-manifest-mode :language-id "integration-manifest")
                 . (lambda (&rest _) integration-ls-command))))

(declare-function lsp-register-client "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function lsp-activate-on "lsp-mode")
(defvar lsp-language-id-configuration)
(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(integration-manifest-mode . "integration-manifest"))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () integration-ls-command))
                    :activation-fn (lsp-activate-on "integration-manifest")
                    :server-id 'integration-ls)))

(provide 'integration-ls)
;;; integration-ls.el ends here
