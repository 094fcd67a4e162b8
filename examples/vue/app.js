import { createApp, ref } from 'vue';

const app = createApp({
  setup() {
    const language = ref('ru');
    const cited = ref([]);
    const showCited = (event) => {
      cited.value = event.detail.answer.citations;
    };
    return { language, cited, showCited };
  },
  template: `
    <label>
      Язык
      <select v-model="language">
        <option value="ru">Русский</option>
        <option value="en">English</option>
      </select>
    </label>
    <pilcrow-chat mode="inline" :language="language" @pilcrow-answer="showCited"></pilcrow-chat>
    <ul>
      <li v-for="{ marker, documentTitle, paragraph } in cited" :key="marker">{{ documentTitle }}, ¶{{ paragraph }}</li>
    </ul>`,
});

// With a build step this goes into the options of the Vue compiler: template.compilerOptions of @vitejs/plugin-vue.
app.config.compilerOptions.isCustomElement = (tag) => tag === 'pilcrow-chat';
app.mount('#app');
