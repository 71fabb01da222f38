;;; emacs.el --- What a person sees in Emacs  -*- lexical-binding: t -*-

;;; Commentary:
;; Run by emacs.sh, which sets SERVER and FOLDER.

;;; Code:

(require 'eglot)
(require 'flymake)
(require 'imenu)
(require 'integration-ls)

(defun check (holds what)
  "Tell whether WHAT HOLDS; end if it does not."
  (princ (format "%s %s\n" (if holds "ok  " "FAIL") what))
  (unless holds (kill-emacs 1))
  holds)

(defun eventually (what condition)
  "Wait until CONDITION gives something, which is WHAT is wanted."
  (let ((end (+ (float-time) 20)) found)
    (while (and (not (setq found (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (check found what)))

(defun messages ()
  "The texts of the diagnostics of this buffer."
  ;; In batch mode nothing is ever idle, which is when changes are sent.
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (accept-process-output nil 0.05)
  (mapconcat #'flymake-diagnostic-text (flymake-diagnostics) "\n"))

(defun ask (method &rest more)
  "Ask the server METHOD about point, with MORE parameters."
  (jsonrpc-request (eglot-current-server) method (append (eglot--TextDocumentPositionParams) more)))

(setq make-backup-files nil auto-save-default nil create-lockfiles nil
      eglot-sync-connect 20
      ;; Otherwise only if it has run for some seconds.
      eglot-autoreconnect t
      integration-ls-command (list (getenv "SERVER") "lsp"))
(add-hook 'integration-manifest-mode-hook #'eglot-ensure)

(let ((file (expand-file-name "acme.integration.jsonc" (getenv "FOLDER"))))
  (with-temp-file file
    (insert "{\n  // 😀 who can install it\n  \"title\": \"Acme\",\n  \"visibility\": \"hiden\",\n"
            "  \"user\": {\"tags\":{\"mailId\": {}}, \"creation\": {\"enabled\": true, \"requiredTags\": [\"mailId\"]}}\n}\n"))
  (find-file file))
(check (eq major-mode 'integration-manifest-mode) "a manifest has its own mode")
;; `eglot-ensure' starts the server after the command that opened the file.
(run-hooks 'post-command-hook)
(eventually "the server runs" #'eglot-current-server)
(eventually "diagnostics arrive" (lambda () (string-match-p "cannot be \"hiden\"" (messages))))

(goto-char (point-min))
(search-forward "\"visib")
(let ((contents (plist-get (ask :textDocument/hover) :contents)))
  (check (string-match-p "Who can install the integration" (plist-get contents :value)) "a hover explains the key"))

(search-forward "\"hid")
(let ((labels (mapcar (lambda (item) (plist-get item :label)) (ask :textDocument/completion))))
  (check (equal labels '("public" "private" "unlisted")) "values are offered"))

(let* ((actions (eglot-code-actions (point) (point) "quickfix"))
       (fix (seq-find (lambda (action) (equal (plist-get action :title) "Replace with \"private\"")) actions)))
  (check fix "fixes are offered")
  (eglot-execute (eglot-current-server) fix))
(check (save-excursion (goto-char (point-min)) (search-forward "\"visibility\": \"private\"" nil t)) "a fix is applied")
(eventually "and its finding is gone" (lambda () (not (string-match-p "cannot be" (messages)))))

(goto-char (point-min))
(search-forward "\"mail")
(check (= 2 (length (ask :textDocument/references :context '(:includeDeclaration t)))) "references are found")
(eglot-rename "threadId")
(check (save-excursion (goto-char (point-min)) (search-forward "[\"threadId\"]" nil t)) "a rename follows them")

(eglot-format-buffer)
(check (save-excursion (goto-char (point-min)) (search-forward "\"tags\": {" nil t)) "the document is formatted")
(check (assoc "user" (imenu--make-index-alist)) "the outline is there")

(erase-buffer)
(insert "{ \"title\": \"" (make-string 60 ?x) "\" }\n")
(messages)
(eglot-inlay-hints-mode 1)
;; What the display does with the lines in sight; in batch mode there is no display.
(eglot--update-hints-1 (point-min) (point-max))
(eventually "hints stand between the text"
            (lambda () (seq-some (lambda (overlay)
                                   (string-match-p "60 of 64" (format "%s" (or (overlay-get overlay 'after-string)
                                                                               (overlay-get overlay 'before-string)))))
                                 (overlays-in (point-min) (point-max)))))

;; A server that has crashed is started again.
(let ((crashed (eglot-current-server)))
  (signal-process (jsonrpc--process crashed) 'KILL)
  (eventually "a server that crashed is started again"
              (lambda () (and (eglot-current-server) (not (eq crashed (eglot-current-server)))))))

(erase-buffer)
(insert "{ \"title\": ")
(eventually "a broken document is told of" (lambda () (string-match-p "never closed" (messages))))
(erase-buffer)
(insert "{}\n")
(eventually "and a fixed one is not" (lambda () (string-empty-p (messages))))

(set-buffer-modified-p nil)
(let ((server (eglot-current-server)))
  (eglot-shutdown server)
  (eventually "the server ends" (lambda () (not (jsonrpc-running-p server)))))

;;; emacs.el ends here
