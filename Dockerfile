FROM node:20-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY assets assets
RUN npm run build

FROM python:3.11-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements/base.txt .
RUN /venv/bin/pip install --require-hashes --requirement base.txt

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=kvalitet.settings
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin kvalitet
WORKDIR /app
COPY --from=packages /venv /venv
COPY --from=assets /app/build build
COPY . .
# The addresses and the keys are for this one command; nothing of them stays in the image.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    FIELD_KEYS="$(python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())')" \
    DATABASE_URL=postgresql://nobody@127.0.0.1/nowhere REDIS_URL=redis://127.0.0.1:1/0 \
    ALLOWED_HOSTS=localhost SITE_URL=https://localhost \
    python manage.py collectstatic --noinput --verbosity 0 \
 && install -d -o kvalitet -g kvalitet var var/media
USER kvalitet
VOLUME /app/var
EXPOSE 8000
# How gunicorn runs is in gunicorn.conf.py; workers as many as WEB_CONCURRENCY says.
CMD ["gunicorn", "kvalitet.wsgi", "--bind", "0.0.0.0:8000"]
